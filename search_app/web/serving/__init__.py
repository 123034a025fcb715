"""HTTP on sockets: requests are read and responses written by one thread, and computed by others."""
