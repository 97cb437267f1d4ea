"""What an editor is told over the Language Server Protocol while a page is being written."""
