using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Turnpike.Server.Operations.Backups;

/// <summary>Writes one file of an archive and knows its length and hash.</summary>
internal sealed class PartWriter(Stream stream, string name) : IAsyncDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _length = new byte[sizeof(long)];
    private long _bytes;

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        _hash.AppendData(bytes.Span);
        _bytes += bytes.Length;
        await stream.WriteAsync(bytes, cancellationToken);
    }

    /// <summary>The length in eight bytes, then the bytes.</summary>
    public async Task WriteSizedAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        BinaryPrimitives.WriteInt64BigEndian(_length, bytes.Length);
        await WriteAsync(_length, cancellationToken);
        await WriteAsync(bytes, cancellationToken);
    }

    public BackupPart End() => new(name, _bytes, Convert.ToHexStringLower(_hash.GetHashAndReset()));

    public async ValueTask DisposeAsync()
    {
        _hash.Dispose();
        await stream.DisposeAsync();
    }
}

/// <summary>Reads one file of an archive; at its end the hash must be the one of the manifest.</summary>
internal sealed class PartReader(Stream stream, BackupPart part) : IAsyncDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _length = new byte[sizeof(long)];
    private long _bytes;

    /// <summary>What <see cref="PartWriter.WriteSizedAsync"/> wrote next; null at the end.</summary>
    /// <exception cref="InvalidDataException">The file is cut off, or not what was written.</exception>
    public async Task<byte[]?> ReadSizedAsync(CancellationToken cancellationToken)
    {
        if (!await FillAsync(_length, cancellationToken))
        {
            CheckEnd();
            return null;
        }

        var length = BinaryPrimitives.ReadInt64BigEndian(_length);
        if (length < 0 || length > part.Bytes - _bytes)
        {
            throw Damaged();
        }

        var bytes = new byte[length];
        return await FillAsync(bytes, cancellationToken) || length == 0 ? bytes : throw Damaged();
    }

    public async ValueTask DisposeAsync()
    {
        _hash.Dispose();
        await stream.DisposeAsync();
    }

    private async Task<bool> FillAsync(byte[] buffer, CancellationToken cancellationToken)
    {
        var read = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        if (read > 0 && read < buffer.Length)
        {
            throw Damaged();
        }

        _hash.AppendData(buffer, 0, read);
        _bytes += read;
        return read > 0;
    }

    private void CheckEnd()
    {
        if (_bytes != part.Bytes || Convert.ToHexStringLower(_hash.GetHashAndReset()) != part.Sha256)
        {
            throw Damaged();
        }
    }

    private InvalidDataException Damaged() => new($"{part.Name} in the archive is not what was backed up.");
}
