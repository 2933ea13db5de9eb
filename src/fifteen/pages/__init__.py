"""What people see: one view module and one template of the same name for each page."""
