"""The receipt of a voucher, as a sheet of paper."""
