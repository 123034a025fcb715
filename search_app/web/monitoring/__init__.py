"""Metrics for Prometheus; without Flask, and without prometheus-client unless they are asked for."""
