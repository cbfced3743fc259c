module example.org/daylight

go 1.24

require (
	github.com/go-chi/chi/v5 v5.2.3
	github.com/nathan-osman/go-sunrise v1.1.0
)
