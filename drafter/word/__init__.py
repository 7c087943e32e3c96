"""Everything that knows .docx. The only room that imports docx, docxtpl and lxml."""
