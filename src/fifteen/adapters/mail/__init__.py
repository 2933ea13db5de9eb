"""Mail as it comes from other programs."""
