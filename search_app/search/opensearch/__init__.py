"""What the OpenSearch back end and its writer share: the connection, the mapping, generations in a cluster."""
