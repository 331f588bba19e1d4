"""What would change with less money, fewer counsellors or one bus more: the plan, and the weeks."""
