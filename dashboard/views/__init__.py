"""One module per page: places things on the screen."""
