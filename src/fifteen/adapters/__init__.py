"""The outside: files and servers of others. Adapters know the method and nothing else."""
