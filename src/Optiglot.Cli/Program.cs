using System.Text;
using Optiglot.Cli;
using Optiglot.Distributed.Mpi;

// Captions have umlauts; the invariant culture of the project leaves the console's encoding to us.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
// One of several processes speaks.
using Interrupts interrupts = new(MpiLaunch.IsFollower ? TextWriter.Null : Console.Error);
return new OptiglotCommandLine().Run(args, CommandConsole.OfProcess(), interrupts.Token, NativeExit.Now);
