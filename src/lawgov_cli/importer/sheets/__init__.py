"""Table files of any kind, made by any program, into grids of cells."""
