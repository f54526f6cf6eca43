"""Command, address or awaited text → one use case → dialog → reply. Nothing else."""
