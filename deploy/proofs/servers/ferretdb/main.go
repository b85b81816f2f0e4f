// Command ferretdb serves FerretDB v1 on SQLite, behind a gate that lets one command through at a time: this version applies
// an update as a read and then a write, without a lock between them, so updates that run at once would be lost.
package main

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"flag"
	"io"
	"log"
	"net"
	"os"
	"os/signal"
	"path/filepath"
	"sync"
	"syscall"

	"github.com/FerretDB/FerretDB/ferretdb"
)

const (
	headBytes  = 16
	longest    = 48_000_000 + 16_384
	opMsg      = 2013
	opQuery    = 2004 // only the first greeting of a connection still comes as this
	moreToCome = 1 << 1
)

func main() {
	address := flag.String("address", "", "loopback address to listen on, host:port")
	folder := flag.String("folder", "", "existing folder of the SQLite files")
	flag.Parse()
	if err := serve(*address, *folder); err != nil {
		log.Fatal(err)
	}
}

func serve(address, folder string) error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	sockets, err := os.MkdirTemp("", "ferretdb")
	if err != nil {
		return err
	}
	defer os.RemoveAll(sockets)
	behind := filepath.Join(sockets, "socket")
	database, err := ferretdb.New(&ferretdb.Config{
		Listener:  ferretdb.ListenerConfig{Unix: behind},
		Handler:   "sqlite",
		SQLiteURL: "file:" + folder + "/",
	})
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	context.AfterFunc(ctx, func() { listener.Close() })
	var gate sync.Mutex
	go func() {
		for {
			client, err := listener.Accept()
			if errors.Is(err, net.ErrClosed) {
				return
			}
			if err == nil {
				go pass(client, behind, &gate)
			}
		}
	}()
	return database.Run(ctx)
}

// pass carries one client's messages to the database, holding the gate from each request to its reply.
func pass(client net.Conn, behind string, gate *sync.Mutex) {
	defer client.Close()
	database, err := net.Dial("unix", behind)
	if err != nil {
		return
	}
	defer database.Close()
	for {
		request, err := message(client)
		if err != nil {
			return
		}
		reply, err := ask(database, request, gate)
		if err != nil {
			return
		}
		if _, err := client.Write(reply); err != nil {
			return
		}
	}
}

func ask(database net.Conn, request []byte, gate *sync.Mutex) ([]byte, error) {
	if !greets(request) {
		gate.Lock()
		defer gate.Unlock()
	}
	if _, err := database.Write(request); err != nil || unanswered(request) {
		return nil, err
	}
	return message(database)
}

// message reads one message of the wire protocol: its length as a little-endian int32 that counts itself, and the rest.
func message(from io.Reader) ([]byte, error) {
	var length [4]byte
	if _, err := io.ReadFull(from, length[:]); err != nil {
		return nil, err
	}
	size := binary.LittleEndian.Uint32(length[:])
	if size < headBytes || size > longest {
		return nil, io.ErrUnexpectedEOF
	}
	whole := make([]byte, size)
	copy(whole, length[:])
	_, err := io.ReadFull(from, whole[4:])
	return whole, err
}

// greets tells the commands by which drivers watch a server. Behind a long write at the gate they would take it for dead.
func greets(request []byte) bool {
	const name = headBytes + 4 + 1 + 4 + 1 // flags, kind of section, length of the document, type of its first member
	if len(request) <= name || binary.LittleEndian.Uint32(request[12:]) != opMsg {
		return len(request) >= headBytes && binary.LittleEndian.Uint32(request[12:]) == opQuery
	}
	end := bytes.IndexByte(request[name:], 0)
	if end < 0 {
		return false
	}
	switch string(request[name : name+end]) {
	case "hello", "isMaster", "ismaster", "ping":
		return true
	}
	return false
}

// unanswered tells an unacknowledged write, to which no reply comes.
func unanswered(request []byte) bool {
	return len(request) >= headBytes+4 &&
		binary.LittleEndian.Uint32(request[12:]) == opMsg &&
		binary.LittleEndian.Uint32(request[headBytes:])&moreToCome != 0
}
