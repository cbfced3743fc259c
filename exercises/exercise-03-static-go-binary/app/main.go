// Linkcheck takes the links out of a page and tells which of them are dead.
package main

import (
	"context"
	"log"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"example.org/linkcheck/internal/links"
)

func main() {
	log.SetOutput(os.Stdout)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()

	port := os.Getenv("PORT")
	if port == "" {
		port = "8080"
	}
	service := &service{
		checker: links.NewChecker(10*time.Second, 8),
		canary:  os.Getenv("CANARY_URL"),
		started: time.Now(),
	}
	server := &http.Server{
		Addr:              ":" + port,
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

	log.Printf("linkcheck %s listens on port %s", version, port)
	if err := server.ListenAndServe(); err != http.ErrServerClosed {
		log.Fatal(err)
	}
	if err := <-stopped; err != nil {
		log.Printf("gave up on open requests: %v", err)
	}
}
