"""What `lawgov api` gives to programs: schemas, a guide, tools."""
