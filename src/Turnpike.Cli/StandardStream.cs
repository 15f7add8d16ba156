using System.Runtime.InteropServices;

namespace Turnpike.Cli;

/// <summary>
/// Standard output or error, written as it is. The runtime's own console streams first put a terminal into another mode with
/// an escape sequence, which then stands in whatever records the output; a FileStream would not advance a file that the
/// shell shares with other commands.
/// </summary>
internal sealed class StandardStream(int file) : Stream
{
    public const int Output = 1;
    public const int Error = 2;

    private const int Interrupted = 4;
    private const int TryAgain = 11;
    private const int BrokenPipe = 32;
    private const nuint GetWindowSize = 0x5413;

    private bool _isBroken;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The width of the terminal; 0 where nobody knows.</summary>
    public static int TerminalColumns => Ioctl(Output, GetWindowSize, out var size) == 0 ? size.Columns : 0;

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>A reader that has left (<c>| head</c>) has seen enough: what is written then is dropped.</summary>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!_isBroken && buffer.Length > 0)
        {
            var written = Write(file, in MemoryMarshal.GetReference(buffer), (nuint)buffer.Length);
            if (written >= 0)
            {
                buffer = buffer[(int)written..];
                continue;
            }

            switch (Marshal.GetLastPInvokeError())
            {
                case Interrupted:
                    break;
                case TryAgain:
                    Thread.Sleep(1);
                    break;
                case BrokenPipe:
                    _isBroken = true;
                    break;
                case var error:
                    throw new IOException(Marshal.GetPInvokeErrorMessage(error), error);
            }
        }
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    [DllImport("libc", EntryPoint = "write", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Write(int file, in byte buffer, nuint count);

    [DllImport("libc", EntryPoint = "ioctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Ioctl(int file, nuint request, out WindowSize size);

    [StructLayout(LayoutKind.Sequential)]
    private struct WindowSize
    {
        public ushort Rows;
        public ushort Columns;
        public ushort PixelsAcross;
        public ushort PixelsDown;
    }
}
