"""What is stored: tables, the files of the bank, and the questions one asks of them."""
