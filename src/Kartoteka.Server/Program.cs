using Kartoteka.Server;

return await CommandLine.RunAsync(args, Console.Out, Console.Error, CancellationToken.None);
