module example.org/shorty

go 1.26

require (
	github.com/go-chi/chi/v5 v5.2.3
	github.com/skip2/go-qrcode v0.0.0-20200617195104-da1b6568686e
	github.com/sqids/sqids-go v0.4.1
)
