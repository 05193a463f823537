"""Reading and writing the files people exchange: encodings, headers, CSV and spreadsheets."""
