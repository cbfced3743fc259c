module example.org/pennywise

go 1.26

require (
	github.com/shopspring/decimal v1.4.0
	golang.org/x/text v0.34.0
)
