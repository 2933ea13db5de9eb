"""Words and small shapes for the templates."""
