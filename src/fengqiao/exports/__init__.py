"""导出: everything the product holds of a county's matters as folders, spreadsheets and PDF, readable without the product."""
