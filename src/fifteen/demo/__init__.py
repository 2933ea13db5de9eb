"""A whole campaign to look around in, loaded through the real actions."""
