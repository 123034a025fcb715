"""The engines that are compared, one a module, behind the protocol of `base`."""
