// Command s3 serves a folder over S3's protocol: the Versity gateway on its own POSIX backend, with one account. Requests are
// checked for their signature, and a conditional put is one.
package main

import (
	"context"
	"errors"
	"flag"
	"log"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/versity/versitygw/backend/meta"
	"github.com/versity/versitygw/backend/posix"
	"github.com/versity/versitygw/embedgw"
)

func main() {
	address := flag.String("address", "", "loopback address to listen on, host:port")
	folder := flag.String("folder", "", "existing folder for the objects and what is known of them")
	flag.Parse()
	if err := serve(*address, *folder); err != nil && !errors.Is(err, context.Canceled) {
		log.Fatal(err)
	}
}

func serve(address, folder string) error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	objects, known := filepath.Join(folder, "objects"), filepath.Join(folder, "known")
	for _, one := range []string{objects, known} {
		if err := os.MkdirAll(one, 0o700); err != nil {
			return err
		}
	}
	// Beside the objects, so that any file system will do: not every one keeps extended attributes.
	metadata, err := meta.NewSideCar(known)
	if err != nil {
		return err
	}
	backend, err := posix.New(objects, metadata, posix.PosixOpts{SideCarDir: known})
	if err != nil {
		return err
	}
	return embedgw.RunVersityGW(ctx, backend, &embedgw.Config{
		RootUserAccess:    os.Getenv("S3_ACCESS"),
		RootUserSecret:    os.Getenv("S3_SECRET"),
		Ports:             []string{address},
		MaxConnections:    1000,
		MaxRequests:       500,
		MultipartMaxParts: 10000,
		HealthPath:        "/health",
		Quiet:             true,
	})
}
