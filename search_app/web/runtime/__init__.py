"""Shared by all views: services, request context, templates, assets, errors, headers, logs, health."""
