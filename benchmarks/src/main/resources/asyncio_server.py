# A server of asyncio or uvloop that sends back what it receives:
#   python3 asyncio_server.py [--uvloop] protocol|buffered|streams|sockets TCP|TLS|DATAGRAMS folder
# Prints its port, and ends with its standard input.

import asyncio
import os
import socket
import ssl
import sys
import threading

READ = 256 * 1024


class Echo(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.transport.write(data)

    def pause_writing(self):
        self.transport.pause_reading()

    def resume_writing(self):
        self.transport.resume_reading()


class BufferedEcho(asyncio.BufferedProtocol):
    memory = memoryview(bytearray(READ))  # one for all, since none keeps data

    def connection_made(self, transport):
        self.transport = transport

    def get_buffer(self, sizehint):
        return self.memory

    def buffer_updated(self, size):
        # What the transport cannot send at once it copies only if it is no view
        self.transport.write(bytes(self.memory[:size]))

    pause_writing = Echo.pause_writing
    resume_writing = Echo.resume_writing


class DatagramEcho(asyncio.DatagramProtocol):
    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data, addr):
        self.transport.sendto(data, addr)


async def echo_streams(reader, writer):
    try:
        while data := await reader.read(READ):
            writer.write(data)
            await writer.drain()
    finally:
        writer.close()


async def echo_socket(loop, connection):
    with connection:
        while data := await loop.sock_recv(connection, READ):
            await loop.sock_sendall(connection, data)


async def serve_sockets(loop):
    tasks = set()
    with socket.create_server(("127.0.0.1", 0), backlog=100) as server:
        server.setblocking(False)
        say_port(server)
        while True:
            connection, _ = await loop.sock_accept(server)
            task = loop.create_task(echo_socket(loop, connection))
            tasks.add(task)
            task.add_done_callback(tasks.discard)


async def serve_connections(loop, layer, context):
    where = ("127.0.0.1", 0)
    if layer == "streams":
        server = await asyncio.start_server(echo_streams, *where, ssl=context)
    else:
        factory = Echo if layer == "protocol" else BufferedEcho
        server = await loop.create_server(factory, *where, ssl=context)
    say_port(server.sockets[0])
    await server.serve_forever()


async def serve_datagrams(loop):
    transport, _ = await loop.create_datagram_endpoint(DatagramEcho, local_addr=("127.0.0.1", 0))
    say_port(transport.get_extra_info("socket"))
    await loop.create_future()


def say_port(sock):
    print(sock.getsockname()[1], flush=True)


def context_of(folder):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(os.path.join(folder, "certificate.pem"))
    return context


async def main(layer, service, folder):
    loop = asyncio.get_running_loop()
    if service == "DATAGRAMS":
        if layer == "protocol":
            await serve_datagrams(loop)
    elif layer == "sockets":
        if service == "TCP":
            await serve_sockets(loop)
    else:
        await serve_connections(loop, layer, context_of(folder) if service == "TLS" else None)


def end_with_input():
    sys.stdin.buffer.read()
    os._exit(0)


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if arguments[0] == "--uvloop":
        del arguments[0]
        try:
            import uvloop
        except ImportError:
            sys.exit(0)
        asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())
    threading.Thread(target=end_with_input, daemon=True).start()
    asyncio.run(main(*arguments))
    os._exit(0)  # the thread is still reading
