"""The pages of reception: who comes today, one person's arrival, referrals, papers."""
