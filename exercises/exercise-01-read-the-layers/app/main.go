// Daylight says when the sun rises and sets.
package main

import (
	"context"
	"log"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	log.SetOutput(os.Stdout)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()

	port := os.Getenv("PORT")
	if port == "" {
		port = "8080"
	}
	server := &http.Server{
		Addr:              ":" + port,
		Handler:           (&service{}).routes(),
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

	log.Printf("daylight %s listens on port %s", version, port)
	if err := server.ListenAndServe(); err != http.ErrServerClosed {
		log.Fatal(err)
	}
	if err := <-stopped; err != nil {
		log.Printf("gave up on open requests: %v", err)
	}
}
