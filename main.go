// Command parity puts AWS environments side by side and says what differs.
package main

import (
	"context"
	"embed"
	"io/fs"
	"os"

	"parity/command"
)

//go:embed testdata/demo/*.*
var embedded embed.FS

func main() {
	demo, err := fs.Sub(embedded, "testdata/demo")
	if err != nil {
		panic(err) // the path above is none
	}
	os.Exit(command.Run(context.Background(), command.Process{
		Args: os.Args[1:], Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Env: os.Environ(), Demo: demo,
	}))
}
