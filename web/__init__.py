"""Pages and API over the archive: server-rendered, readable without JavaScript, nothing from an address outside."""
