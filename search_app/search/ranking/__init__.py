"""The order of results: tiers, name matches, reranking, similar entries."""
