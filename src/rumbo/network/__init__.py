"""Places and partners: sites, crossings, routes, reception centres, consulates and organisations."""
