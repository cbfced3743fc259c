// Handbook serves a team's handbook: Markdown pages, rendered and searchable.
package main

import (
	"context"
	"io/fs"
	"log"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"example.org/handbook/internal/handbook"
)

func main() {
	log.SetOutput(os.Stdout)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()

	root := os.DirFS(envOr("HANDBOOK_DIR", "."))
	book, broken := handbook.Open(root)
	if broken != nil {
		log.Printf("the handbook cannot be opened, health says so: %v", broken)
	}
	static, err := fs.Sub(root, "static")
	if err != nil {
		log.Fatal(err)
	}
	service := &service{book: book, broken: broken, static: static}
	server := &http.Server{
		Addr:              ":" + envOr("PORT", "8080"),
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

	log.Printf("handbook %s listens on %s", version, server.Addr)
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
