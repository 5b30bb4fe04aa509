"""Word files of papers, made and read back."""
