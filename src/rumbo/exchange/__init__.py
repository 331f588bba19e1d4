"""Files in and out: intake sheets, corrections and exports."""
