"""Who may read figures inside the programme, and who may read reports."""

INSIDE = ("coordinator", "monitoring")
REPORTS = (*INSIDE, "donor", "dpo")
