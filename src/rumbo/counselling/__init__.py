"""What was explained, the two findings of voluntariness, declarations and consents to share."""
