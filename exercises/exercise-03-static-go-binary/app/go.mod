module example.org/linkcheck

go 1.26

require (
	golang.org/x/net v0.50.0
	golang.org/x/sync v0.19.0
)
