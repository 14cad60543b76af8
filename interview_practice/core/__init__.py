"""The rules: pure functions over plain values, without web, database, files or clock."""
