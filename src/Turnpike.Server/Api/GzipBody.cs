using System.IO.Compression;
using Microsoft.AspNetCore.Http;

namespace Turnpike.Server.Api;

/// <summary>
/// A body that came as gzip, inflated. The platform's inflater takes a body that was cut off for one that ended, and passes
/// over what follows the end: here the last bytes that came must be the length of what came out (RFC 1952).
/// </summary>
internal sealed class GzipBody : BodyStream
{
    private readonly TailStream _packed;
    private readonly GZipStream _inflated;
    private uint _length;
    private bool _isChecked;

    public GzipBody(Stream packed)
    {
        _packed = new TailStream(packed);
        _inflated = new GZipStream(_packed, CompressionMode.Decompress);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            var read = await _inflated.ReadAsync(buffer, cancellationToken);
            _length = unchecked(_length + (uint)read);
            if (read == 0 && !buffer.IsEmpty && !_isChecked)
            {
                await _packed.CopyToAsync(Null, cancellationToken);
                _isChecked = _packed.Length == _length ? true : throw Malformed("The body is not one whole gzip: it was cut off, or something follows its end.");
            }

            return read;
        }
        catch (InvalidDataException)
        {
            throw Malformed("The body says that it is gzip, and is not, or is damaged.");
        }
    }

    private static RequestFault Malformed(string says) => new(StatusCodes.Status400BadRequest, "malformed", says);

    /// <summary>Remembers the last four bytes.</summary>
    private sealed class TailStream(Stream inner) : BodyStream
    {
        private uint _last;

        /// <summary>Of what was packed, modulo 2^32, as its end says.</summary>
        public new uint Length => _last;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await inner.ReadAsync(buffer, cancellationToken);
            foreach (var next in buffer.Span[Math.Max(0, read - sizeof(uint))..read])
            {
                _last = (_last >> 8) | ((uint)next << 24);
            }

            return read;
        }
    }
}
