// Mends a copy of libLibTorchSharp.so so that it loads where the C++ runtime is older than GCC 13's
// (Debian 12, Ubuntu 22.04, RHEL 9). The library refers to one symbol of that runtime,
// std::ios_base_library_init(), version GLIBCXX_3.4.32, only to pull in the stream initialiser and never calls it.
// We rename the reference to std::ios_base::Init::Init(), which every runtime has at version GLIBCXX_3.4.
using System;
using System.IO;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

public class MendTorchSharp : Task
{
    const string NewSymbol = "_ZSt21ios_base_library_initv", OldSymbol = "_ZNSt8ios_base4InitC1Ev";
    const string NewVersion = "GLIBCXX_3.4.32", OldVersion = "GLIBCXX_3.4";
    const uint GnuVersionNeeded = 0x6ffffffe, StringTable = 3;

    [Required]
    public string Library { get; set; }

    public override bool Execute()
    {
        byte[] elf = File.ReadAllBytes(Library);
        if (elf.Length < 64 || elf[0] != 0x7f || elf[1] != 'E' || elf[2] != 'L' || elf[3] != 'F' || elf[4] != 2 || elf[5] != 1)
        {
            Log.LogError("{0} is not a 64-bit little-endian ELF file", Library);
            return false;
        }

        // Section headers: e_shoff at 0x28, e_shentsize at 0x3a, e_shnum at 0x3c; sh_type at +4, sh_offset +0x18, sh_size +0x20, sh_link +0x28.
        long headers = BitConverter.ToInt64(elf, 0x28);
        int size = BitConverter.ToUInt16(elf, 0x3a), count = BitConverter.ToUInt16(elf, 0x3c);
        bool changed = false;
        for (int i = 0; i < count; i++)
        {
            long header = headers + (long)i * size;
            if (BitConverter.ToUInt32(elf, (int)header + 4) != GnuVersionNeeded) continue;
            long strings = headers + (long)BitConverter.ToUInt32(elf, (int)header + 0x28) * size;
            if (BitConverter.ToUInt32(elf, (int)strings + 4) != StringTable) continue;
            int text = (int)BitConverter.ToInt64(elf, (int)strings + 0x18), length = (int)BitConverter.ToInt64(elf, (int)strings + 0x20);
            int symbol = Find(elf, text, length, NewSymbol), old = Find(elf, text, length, OldVersion);
            if (symbol < 0 || old < 0) continue;
            Write(elf, symbol, OldSymbol, NewSymbol.Length);
            changed |= PointVersion(elf, (int)BitConverter.ToInt64(elf, (int)header + 0x18), text, old);
        }
        if (!changed) return true;

        // Written beside and renamed: the output may be a hard link into the package cache, which must stay as it is.
        DateTime stamp = File.GetLastWriteTimeUtc(Library);
        string beside = Library + ".mended";
        File.WriteAllBytes(beside, elf);
        File.SetLastWriteTimeUtc(beside, stamp);
        File.Delete(Library);
        File.Move(beside, Library);
        Log.LogMessage(MessageImportance.Normal, "mended {0}", Library);
        return true;
    }

    // Verneed: vn_cnt at +2, vn_aux +8, vn_next +12. Vernaux: vna_hash +0, vna_name +8, vna_next +12.
    static bool PointVersion(byte[] elf, int need, int text, int oldName)
    {
        bool changed = false;
        while (true)
        {
            int aux = need + (int)BitConverter.ToUInt32(elf, need + 8);
            for (int left = BitConverter.ToUInt16(elf, need + 2); left > 0; left--)
            {
                if (ReadString(elf, text + (int)BitConverter.ToUInt32(elf, aux + 8)) == NewVersion)
                {
                    BitConverter.GetBytes(Hash(OldVersion)).CopyTo(elf, aux);
                    BitConverter.GetBytes((uint)(oldName - text)).CopyTo(elf, aux + 8);
                    changed = true;
                }
                aux += (int)BitConverter.ToUInt32(elf, aux + 12);
            }
            uint next = BitConverter.ToUInt32(elf, need + 12);
            if (next == 0) return changed;
            need += (int)next;
        }
    }

    static int Find(byte[] elf, int start, int length, string name)
    {
        byte[] wanted = Encoding.ASCII.GetBytes("\0" + name + "\0");
        int at = IndexOf(elf, start, length, wanted);
        return at < 0 ? -1 : at + 1;
    }

    static int IndexOf(byte[] bytes, int start, int length, byte[] wanted)
    {
        for (int at = start; at + wanted.Length <= start + length; at++)
        {
            int same = 0;
            while (same < wanted.Length && bytes[at + same] == wanted[same]) same++;
            if (same == wanted.Length) return at;
        }
        return -1;
    }

    static void Write(byte[] elf, int at, string value, int room)
    {
        Array.Clear(elf, at, room);
        Encoding.ASCII.GetBytes(value).CopyTo(elf, at);
    }

    static string ReadString(byte[] elf, int at) => Encoding.ASCII.GetString(elf, at, Array.IndexOf(elf, (byte)0, at) - at);

    // The System V ABI's symbol hash.
    static uint Hash(string name)
    {
        uint hash = 0;
        foreach (char letter in name)
        {
            hash = (hash << 4) + letter;
            uint high = hash & 0xf0000000;
            hash = (hash ^ (high >> 24)) & ~high;
        }
        return hash;
    }
}
