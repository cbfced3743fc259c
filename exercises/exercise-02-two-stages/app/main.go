// Shorty makes long addresses short and remembers where they lead.
package main

import (
	"context"
	"log"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"example.org/shorty/internal/store"
)

func main() {
	log.SetOutput(os.Stdout)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()

	links, err := store.Open(os.Getenv("LINKS_FILE"))
	if err != nil {
		log.Fatal(err)
	}
	port := os.Getenv("PORT")
	if port == "" {
		port = "8080"
	}
	service := &service{links: links}
	server := &http.Server{
		Addr:              ":" + port,
		Handler:           service.routes(),
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

	log.Printf("shorty %s listens on port %s and knows %d links", version, port, links.Len())
	if err := server.ListenAndServe(); err != http.ErrServerClosed {
		log.Fatal(err)
	}
	if err := <-stopped; err != nil {
		log.Printf("gave up on open requests: %v", err)
	}
	if err := links.Close(); err != nil {
		log.Fatal(err)
	}
}
