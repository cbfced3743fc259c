module example.com/helpdesk/terms

go 1.24
