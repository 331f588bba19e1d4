"""The papers of an arrival: notice to the reception centre, receipt of kit and onward money."""
