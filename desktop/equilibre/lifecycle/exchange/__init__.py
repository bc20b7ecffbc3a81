"""A study written for other tools: spreadsheets, Brightway, openLCA."""
