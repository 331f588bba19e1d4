"""Programmes, funding lines with their earmarks, and which country is open from when: who can be helped, and who pays."""
