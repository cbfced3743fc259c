// Pennywise sorts the lines of a bank statement into categories and adds them up.
package main

import (
	"context"
	"log"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"example.org/pennywise/internal/statement"
)

func main() {
	log.SetOutput(os.Stdout)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()

	rules, err := statement.ReadRules(os.DirFS(envOr("RULES_DIR", "rules")))
	if err != nil {
		log.Printf("there are no rules, health says so: %v", err)
	}
	service := &service{rules: rules, token: os.Getenv("ADMIN_TOKEN")}
	server := &http.Server{
		Addr:              ":" + envOr("PORT", "8080"),
		Handler:           logged(service.routes()),
		ReadHeaderTimeout: 5 * time.Second,
	}

	stopped := make(chan error)
	go func() {
		<-ctx.Done()
		log.Print("stopping: open requests may finish")
		grace, cancel := context.WithTimeout(context.Background(), 4*time.Second)
		defer cancel()
		stopped <- server.Shutdown(grace)
	}()

	log.Printf("pennywise %s listens on %s with %d rules", version, server.Addr, len(rules))
	if err := server.ListenAndServe(); err != http.ErrServerClosed {
		log.Fatal(err)
	}
	if err := <-stopped; err != nil {
		log.Printf("gave up on open requests: %v", err)
	}
}

func envOr(name, fallback string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return fallback
}
