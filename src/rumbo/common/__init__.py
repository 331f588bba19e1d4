"""Ids, clock, money, refusals, sealed fields and files, and the PDF renderer: what every room stands on; it knows no room of ours."""
