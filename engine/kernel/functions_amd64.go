//go:build amd64 && !purego

package kernel

// acceleratedFunctions are the loops of an instruction set; a function without one keeps its loop in Go.
func acceleratedFunctions(own map[place]loops) []loops {
	table := portableFunctions()
	for at, l := range own {
		table[at] = l
	}
	return table
}

func functionsAVX2() []loops {
	return acceleratedFunctions(map[place]loops{
		placeStep:        {stepAVX2, stepSlopeAVX2},
		placeReLU:        {reluAVX2, reluSlopeAVX2},
		placeReLU6:       {relu6AVX2, relu6SlopeAVX2},
		placeLeakyReLU:   {leakyReLUAVX2, leakyReLUSlopeAVX2},
		placeHardSigmoid: {hardSigmoidAVX2, hardSigmoidSlopeAVX2},
		placeSigmoid:     {sigmoidAVX2, sigmoidSlopeAVX2},
		placeTanh:        {tanhAVX2, tanhSlopeAVX2},
		placeELU:         {eluAVX2, eluSlopeAVX2},
		placeSELU:        {seluAVX2, seluSlopeAVX2},
		placeSoftplus:    {softplusAVX2, softplusSlopeAVX2},
		placeSoftsign:    {softsignAVX2, softsignSlopeAVX2},
		placeSwish:       {swishAVX2, swishSlopeAVX2},
		placeHardSwish:   {hardSwishAVX2, hardSwishSlopeAVX2},
		placeGELU:        {geluAVX2, geluSlopeAVX2},
		placeMish:        {mishAVX2, mishSlopeAVX2},
	})
}

func functionsAVX512() []loops {
	return acceleratedFunctions(map[place]loops{
		placeStep:        {stepAVX512, stepSlopeAVX512},
		placeReLU:        {reluAVX512, reluSlopeAVX512},
		placeReLU6:       {relu6AVX512, relu6SlopeAVX512},
		placeLeakyReLU:   {leakyReLUAVX512, leakyReLUSlopeAVX512},
		placeHardSigmoid: {hardSigmoidAVX512, hardSigmoidSlopeAVX512},
		placeSigmoid:     {sigmoidAVX512, sigmoidSlopeAVX512},
		placeTanh:        {tanhAVX512, tanhSlopeAVX512},
		placeELU:         {eluAVX512, eluSlopeAVX512},
		placeSELU:        {seluAVX512, seluSlopeAVX512},
		placeSoftplus:    {softplusAVX512, softplusSlopeAVX512},
		placeSoftsign:    {softsignAVX512, softsignSlopeAVX512},
		placeSwish:       {swishAVX512, swishSlopeAVX512},
		placeHardSwish:   {hardSwishAVX512, hardSwishSlopeAVX512},
		placeGELU:        {geluAVX512, geluSlopeAVX512},
		placeMish:        {mishAVX512, mishSlopeAVX512},
	})
}
