"""Direct assistance to people who survived trafficking or kidnapping: services, vouchers, a joint look at risk."""
